"""`app` for any WSGI server. Run as a script: sets up, seeds the demo once, and serves."""

if __name__ == "__main__":
    import gc

    from app import boot

    boot.enter(boot.RUN_LOCK)
    # Hardly anything that is made while starting is thrown away, so nobody needs to look for it.
    gc.disable()

    from app.serve import serve

    serve()
else:
    from app.serve import ready_app

    app = ready_app()
