"""What readers tell an organisation about its public pages, and its accessibility statement."""
