"""Addresses of signing in: allauth's views, only those we want, under its names; their templates are ours."""

from allauth.account import views as account
from allauth.socialaccount import views as elsewhere
from django.urls import include, path

from istmo.web.accounts import links
from istmo.web.accounts.gate import open_to_all

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("by-invitation/", account.signup, name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("forgotten/", links.forgotten, name="account_reset_password"),
    path("factors/", include("allauth.mfa.urls")),
    path("elsewhere/", elsewhere.connections, name="socialaccount_connections"),
    path("elsewhere/cancelled/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("elsewhere/error/", open_to_all(elsewhere.login_error), name="socialaccount_login_error"),
    path("elsewhere/by-invitation/", elsewhere.signup, name="socialaccount_signup"),
    path("elsewhere/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
