"""`app` for any WSGI server. Run as a script: sets up, seeds the demo once, and serves."""

if __name__ == "__main__":
    from app import boot

    boot.enter(boot.RUN_LOCK)

    from app.serve import serve

    serve()
else:
    from app.serve import ready_app

    app = ready_app()
