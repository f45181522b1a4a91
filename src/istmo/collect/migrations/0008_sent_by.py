"""Who sent what another account took in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def _account() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        blank=True,
        help_text="Account that sent it, where another took it in; empty if none did.",
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def _taken_in() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        help_text="Account that handed it in, or took it in.",
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("collect", "0007_roster_proposals"),
        ("people", "0002_scopes_links_tokens_and_sessions"),
    ]
    operations = [
        migrations.AddField(model_name="unitpart", name="sent_by", field=_account()),
        migrations.AddField(model_name="version", name="sent_by", field=_account()),
        migrations.AlterField(model_name="unitpart", name="received_by", field=_taken_in()),
        migrations.AlterField(model_name="version", name="received_by", field=_taken_in()),
        migrations.AlterField(
            model_name="version",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Person who submitted it: whose account sent it; empty for a draft.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=Q(sent_by__isnull=True) | ~Q(sent_by=F("received_by")), name="version_sent_by_another"
            ),
        ),
    ]
