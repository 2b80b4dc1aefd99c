from django.core.management.commands import makemigrations

from config.databases.schema_changes import SchemaAutodetector


class Command(makemigrations.Command):
    autodetector = SchemaAutodetector
