"""One module for each thing that is measured: ``run`` takes a plan and gives the sections of the report.

A module that cannot run here says in ``missing`` what it lacks.
"""
