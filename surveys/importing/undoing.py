"""What undoing an import would do to each response it touched, and taking the undo back; writes nothing."""

from dataclasses import dataclass, field
from itertools import count

from surveys.importing.stored import withdrawn
from surveys.models import PastResponse, Response
from surveys.responses.content import digest_of, key_of_content
from surveys.responses.storing import as_it_was, digest_of_response, gone

Change, State = PastResponse.Change, Response.State
DEEDS = {Change.IMPORTED, Change.REDONE}  # what an import did to a response that was there, or had been
KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class Conflict:
    """A response that somebody changed since: as the import left it, as it is, and as it was before."""

    left: Response
    now: Response
    before: Response | None
    touched: PastResponse  # the first change since

    @property
    def key(self):
        return f"{self.now.pk}:{self.now.revision}"


@dataclass
class Undoing:
    """`changes` are pairs for `change_responses` of what only the import touched; `withdrawn` stay so."""

    taken: list = field(default_factory=list)
    restored: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    withdrawn: int = 0

    @property
    def regions(self):
        """Primary keys of the regions it would change, None for responses without one."""
        changed = [*self.taken, *self.restored, *((each.now, None) for each in self.conflicts)]
        return {now.region_id for now, _before in changed}

    @property
    def shown(self):
        """Another word as soon as any response it would touch has changed."""
        keys = sorted(f"{now.pk}:{now.revision}" for now, _before in (*self.taken, *self.restored))
        return digest_of("\n".join([*keys, "", *(each.key for each in self.conflicts)]))[:16]

    def changes(self, reverted):
        """With the conflicts of these keys put back as well."""
        also = [(each.now, each.before) for each in self.conflicts if each.key in reverted]
        changes = [*self.taken, *self.restored, *also]
        _give_free_keys(changes)
        return changes


def undoing_of(batch):
    """The Undoing of a committed import as things stand."""
    found = Undoing()
    histories = _histories(batch)
    for now in _touched(batch):
        pasts = histories.get(now.pk, [])
        deed = next((past for past in reversed(pasts) if _is_deed_of(batch, past)), None)
        since = [past for past in pasts if deed is None or past.revision > deed.revision]
        before = as_it_was(deed) if deed and deed.state != State.GONE else None
        if now.state == State.WITHDRAWN:
            found.withdrawn += 1
        elif since:
            found.conflicts.append(Conflict(as_it_was(since[0]), now, before, since[0]))
        elif before:
            found.restored.append((now, before))
        else:
            found.taken.append((now, None))
    return found


def _give_free_keys(changes):
    """Let who comes back under the key of a row without a number that another one has by now be a further
    one of the same content."""
    keys = [before.row_key for now, before in changes if before and before.row_key != now.row_key]
    held = _held_by_others(keys, [now for now, _before in changes])
    for _now, before in changes:
        if before and before.row_key in held:
            digest = digest_of_response(before)
            own = {each.row_key for _now, each in changes if each}
            tried = (key_of_content(digest, occurrence) for occurrence in count(1))
            before.row_key = next(
                key for key in tried if key not in own and not _held_by_others([key], [before])
            )


def _held_by_others(keys, responses):
    """{row key: primary key} of those keys that other responses of the same round have than these."""
    rounds, own = {each.round_id for each in responses}, {each.pk for each in responses}
    return {
        each.row_key: each.pk
        for each in _by_key("row_key", keys)
        if each.round_id in rounds and each.pk not in own
    }


def _is_deed_of(batch, past):
    return past.changed_by_batch_id == batch.pk and past.change in DEEDS


def _touched(batch):
    """The responses that say what this import brought, or said it until something changed them."""
    once = PastResponse.objects.filter(batch=batch).values("response_pk")
    ours = Response.objects.filter(batch=batch) | Response.objects.filter(pk__in=once)
    return ours.select_related("region").order_by("pk")


def _histories(batch):
    """{primary key: its PastResponses, oldest first} of all that this import touched."""
    now = Response.objects.filter(batch=batch).values("pk")
    once = PastResponse.objects.filter(batch=batch).values("response_pk")
    pasts = PastResponse.objects.filter(response_pk__in=now) | PastResponse.objects.filter(
        response_pk__in=once
    )
    histories = {}
    for past in pasts.select_related("region").order_by("response_pk", "revision"):
        histories.setdefault(past.response_pk, []).append(past)
    return histories


@dataclass
class Redoing:
    """`changes` as for `change_responses`; `kept` counts what changed since the undo and stays as it is."""

    changes: list = field(default_factory=list)
    kept: int = 0

    @property
    def regions(self):
        return {becomes.region_id for _was, becomes in self.changes}


def redoing_of(batch):
    """The Redoing of an import that was undone, as things stand."""
    pasts = _undone(batch)
    now = {each.pk: each for each in _by_key("pk", [past.response_pk for past in pasts])}
    untouched = [past for past in pasts if _is_untouched(past, now.get(past.response_pk))]
    found = Redoing()
    for past in _with_keys_of_their_own(batch, untouched):
        there = now.get(past.response_pk)
        found.changes.append((there or gone(past), as_it_was(past)))
    found.kept = len(pasts) - len(found.changes)
    return found


def _is_untouched(past, there):
    return there is None or there.revision == past.revision + 1


def _with_keys_of_their_own(batch, pasts):
    """Those whose row key is nobody else's by now, nor was that of who withdrew; of two that exchange their
    keys both."""
    keys = [past.row_key for past in pasts]
    there = (each for each in _by_key("row_key", keys) if each.round_id == batch.round_id)
    held = withdrawn(batch.round, keys) | {each.row_key: each.pk for each in there}
    while True:
        coming = {past.response_pk for past in pasts}
        free = [past for past in pasts if held.get(past.row_key, past.response_pk) in coming]
        if len(free) == len(pasts):
            return free
        pasts = free  # who stays keeps the key, which another one may have wanted


def _undone(batch):
    """What the responses said when the import was undone, but those that an earlier redoing brought back."""
    pasts = PastResponse.objects.filter(changed_by_batch=batch, change__in=[Change.UNDONE, Change.REDONE])
    last = {past.response_pk: past for past in pasts.select_related("region").order_by("revision")}
    return [past for past in last.values() if past.change == Change.UNDONE]


def _by_key(name, keys):
    for begin in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[begin : begin + KEYS_AT_ONCE]
        yield from Response.objects.filter(**{f"{name}__in": some}).select_related("region")
