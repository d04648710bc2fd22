"""The processes that `python3 wsgi.py` starts."""


def test_nothing_that_a_first_start_does_leaves_threads_where_processes_are_forked(demo):
    assert demo.with_suffix(".threads").read_text() == "1"
