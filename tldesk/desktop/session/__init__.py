"""The one object that holds the open project, writes to it and runs its jobs; views hear from it by signals."""

from tldesk.desktop.session.session import Session
from tldesk.desktop.session.values import Banner, Job, ScanProgress, banner_of

__all__ = ["Banner", "Job", "ScanProgress", "Session", "banner_of"]
