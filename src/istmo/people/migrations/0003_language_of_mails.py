"""The language of mails to an account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_scopes_links_tokens_and_sessions")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Language of mails to it, such as es; empty: in every language there is.",
            ),
        ),
    ]
