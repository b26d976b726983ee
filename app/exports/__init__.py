"""Documents become files: jobs, the rendering child process, stored files."""
