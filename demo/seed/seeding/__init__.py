"""The parts of the demo's seeder."""
