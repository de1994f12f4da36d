"""tldesk: label folders of photos, fine-tune a pretrained backbone, and look at what it sees."""

__version__ = "0.1.0"
