"""What the rules of this package share."""

TRAININGS, TRAINEES = "trainings", "trainees"
