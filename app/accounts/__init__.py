"""People, sign-in, sessions and grants; the guards that state the right a route needs."""
