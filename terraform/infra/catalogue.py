"""RunPod's GPUs with their prices and their stock, and which of a kind's GPUs to take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .api import Api
from .settings import Kind, Settings

IN_STOCK = ("HIGH", "MEDIUM", "LOW")


@dataclass(frozen=True)
class Offer:
    """A GPU at one count: dollars per GPU and hour, and the stock in the data center; `None` is not known."""

    gpu: str
    name: str
    price: float | None
    most: int | None
    stock: str | None


@dataclass(frozen=True)
class Choice:
    """The GPU to take for a kind; `instead_of` names the wanted one where another is taken."""

    kind: Kind
    offer: Offer
    instead_of: str | None

    @property
    def price_per_hour(self) -> float | None:
        return None if self.offer.price is None else round(self.offer.price * self.kind.count, 4)


class OutOfStock(Exception):
    """None of a kind's GPUs can be had."""


class Catalogue:
    """The catalogue as it is now; each count of GPUs is asked for once."""

    def __init__(self, api: Api, settings: Settings, product: str = "POD") -> None:
        self._api, self._settings, self._product = api, settings, product
        self._asked: dict[int, dict[str, Offer]] = {}

    def offers(self, count: int) -> dict[str, Offer]:
        if count not in self._asked:
            answer = self._api.get(
                "/catalog/gpus",
                include="AVAILABILITY",
                product=self._product,
                count=count,
                cloud=self._settings.cloud,
            )
            listed = answer.get("gpus") if isinstance(answer, dict) else None
            offers = [self._offer(gpu) for gpu in listed if isinstance(gpu, dict)] if isinstance(listed, list) else []
            self._asked[count] = {offer.gpu: offer for offer in offers}
        return self._asked[count]

    def choose(self, kind: Kind) -> Choice:
        """The first GPU of the kind's list that is in stock; failing that, the first whose stock is not told."""
        offers = self.offers(kind.count)
        reasons, unclear = [], []
        for gpu in kind.gpus:
            offer = offers.get(gpu)
            if offer is None:
                reasons.append(f"{gpu} is not in the catalogue")
            elif offer.most is not None and offer.most < kind.count:
                reasons.append(f"{gpu} comes {offer.most} a pod at most")
            elif offer.stock in IN_STOCK:
                return self._choice(kind, offer)
            elif offer.stock is None:
                unclear.append(offer)
            else:
                reasons.append(f"{gpu} is out of stock")
        if unclear:
            return self._choice(kind, unclear[0])
        raise OutOfStock(
            f"No GPU for {kind.title} in {self._settings.data_center}: {', '.join(reasons)}. "
            f"Try later, or add a GPU to kinds.{kind.id}.gpus."
        )

    def price_of(self, gpu: str, count: int) -> float | None:
        """Dollars per hour of a pod with so many of a GPU."""
        offer = self.offers(count).get(gpu)
        return None if offer is None or offer.price is None else round(offer.price * count, 4)

    def _choice(self, kind: Kind, offer: Offer) -> Choice:
        wanted = kind.gpus[0]
        if offer.gpu == wanted:
            return Choice(kind, offer, None)
        known = self.offers(kind.count).get(wanted)
        return Choice(kind, offer, known.name if known else wanted)

    def _offer(self, gpu: dict[str, Any]) -> Offer:
        cloud = self._settings.cloud.lower()
        price = _number((gpu.get("price") or {}).get(cloud))
        most = _number((gpu.get("maxCount") or {}).get(cloud))
        return Offer(
            gpu=str(gpu.get("id", "")),
            name=str(gpu.get("name", gpu.get("id", ""))),
            price=price if price else None,  # RunPod writes 0 where a cloud does not offer the GPU
            most=None if most is None else int(most),
            stock=self._stock(gpu),
        )

    def _stock(self, gpu: dict[str, Any]) -> str | None:
        """In the data center itself where it is told; a GPU told for other data centers only is not in this one."""
        places = gpu.get("dataCenters")
        if isinstance(places, list):
            for place in places:
                if isinstance(place, dict) and place.get("id") == self._settings.data_center:
                    return str(place.get("availability", "NONE"))
            return "NONE"
        told = gpu.get("availability")
        return None if told is None else str(told)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
