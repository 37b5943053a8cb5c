"""The application: who may do what, what is kept, how the parts are joined."""

from coach import silence as silence
