import time, statistics
from django.urls import reverse
from tests.support.records import a_staff_member
def test_t(client, db, settings, mailoutbox):
    settings.PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]
    p=a_staff_member(email="known@portal.example")
    def t(f):
        a=time.perf_counter(); f(); return (time.perf_counter()-a)*1000
    def login(e): client.post(reverse("account_login"),{"login":e,"password":"salah salah salah"})
    def reset(e): client.post(reverse("account_reset_password"),{"email":e})
    for name,f in (("login",login),("reset",reset)):
        f("known@portal.example"); f("nobody@portal.example")
        k,u=[],[]
        for i in range(100):
            k.append(t(lambda:f("known@portal.example"))); u.append(t(lambda:f("nobody@portal.example")))
        print(name,"known mean %.1f median %.1f  unknown mean %.1f median %.1f ms"%(statistics.mean(k),statistics.median(k),statistics.mean(u),statistics.median(u)))
