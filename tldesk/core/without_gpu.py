"""Why no graphics card computes, in words for the user."""

from enum import StrEnum


class WithoutGpu(StrEnum):
    """The reasons that are known beforehand; what torch says of a card that it can't use is another."""

    OLD_MAC = "torch can't use this Mac's graphics processor; it needs Apple silicon and macOS 14 or newer."
    CARD_WITHOUT_CUDA = "There is an NVIDIA card, but this copy of tldesk computes with the processor alone. Install the one for CUDA."
    NO_CARD_NO_CUDA = "This copy of tldesk computes with the processor alone, and no NVIDIA card was found."
    NO_DRIVER = "There is an NVIDIA card, but its driver is missing. Install NVIDIA's driver and start the computer again."
    NO_CARD = "No NVIDIA card was found."
    HIDDEN = "NVIDIA's driver is here, but it shows no card; perhaps CUDA_VISIBLE_DEVICES hides it."
    OLD_CARD = "The card's CUDA capability is {card}, this copy of torch needs {built} or newer."
    UNKNOWN_CARD = "The card's CUDA capability is {card}, this copy of torch is built for {built}. A newer tldesk may know it."
