from cadres.channels import inbox

__all__ = ["inbox"]
