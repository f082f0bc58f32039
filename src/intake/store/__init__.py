"""What is kept, and only when somebody asks: saves of an interview."""
