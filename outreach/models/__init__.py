from outreach.models.activities import Audience, OutreachActivity, OutreachTopic
from outreach.models.attachments import Attachment
from outreach.models.categories import ComplaintCategory
from outreach.models.complaint_steps import ComplaintReporter, ComplaintStep, Referral
from outreach.models.complaints import Complaint
from outreach.models.documents import CalendarFeed, DocumentTemplate
from outreach.models.follow_ups import FollowUp, FollowUpStep
from outreach.models.guides import DiscussionGuide, GuideQuestion
from outreach.models.hearing import GroupHearing
from outreach.models.participations import Participation
from outreach.models.sessions import FgdEvent, FgdSession
from outreach.models.sittings import DiscussionPoint, Invitation, TeamMember
from outreach.models.statements import Coding, Stance, Statement, Theme
from outreach.models.voices import GroupVoice
from outreach.models.working_days import Holiday, ServiceLimit

__all__ = [
    "Attachment",
    "Audience",
    "CalendarFeed",
    "Coding",
    "Complaint",
    "ComplaintCategory",
    "ComplaintReporter",
    "ComplaintStep",
    "DiscussionGuide",
    "DiscussionPoint",
    "DocumentTemplate",
    "FgdEvent",
    "FgdSession",
    "FollowUp",
    "FollowUpStep",
    "GroupHearing",
    "GroupVoice",
    "GuideQuestion",
    "Holiday",
    "Invitation",
    "OutreachActivity",
    "OutreachTopic",
    "Participation",
    "Referral",
    "ServiceLimit",
    "Stance",
    "Statement",
    "TeamMember",
    "Theme",
]
