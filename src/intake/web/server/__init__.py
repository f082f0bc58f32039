"""The web server: static files, the interview as plain pages, and the stateless interface for programs. It keeps nothing."""
