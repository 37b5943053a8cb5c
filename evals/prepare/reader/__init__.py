"""How the second opinion is taught: its rows, and the training program."""
