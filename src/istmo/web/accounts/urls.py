"""Pages about oneself and one another: the own account, people, their roles, what was done."""

from django.urls import path

from istmo.web.accounts import account, links, log, people

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/language/", account.language, name="set_language"),
    path("account/elsewhere-out/", account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/tokens/", account.tokens, name="tokens"),
    path("account/tokens/<int:number>/revoke/", account.revoke, name="revoke"),
    path("account/link/<str:secret>/", links.opened, name="link"),
    path("people/", people.everybody, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:number>/", people.one, name="person"),
    path("people/<int:number>/email/", people.email, name="set_email"),
    path("people/<int:number>/close/", people.close, name="close_account"),
    path("people/<int:number>/reopen/", people.reopen, name="reopen_account"),
    path("people/<int:number>/invite/", people.invite_again, name="invite_again"),
    path("log/", log.log, name="log"),
    path("log.csv", log.export, {"shape": "csv"}, name="log_csv"),
    path("log.json", log.export, {"shape": "json"}, name="log_json"),
]
