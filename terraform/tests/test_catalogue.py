"""Which GPU is taken when the wanted one is out of stock, and at what price."""

from __future__ import annotations

from infra.catalogue import Catalogue, OutOfStock
from tests.fake_runpod import A100, A100_PCIE, H100
from tests.situations import Situation


class CatalogueTests(Situation):
    def setUp(self) -> None:
        super().setUp()
        self.settings = self.write()
        self.kind = self.settings.kinds["a100x4"]

    def choose(self):
        return Catalogue(self.api, self.settings).choose(self.kind)

    def test_takes_the_wanted_gpu_while_it_is_in_stock(self) -> None:
        choice = self.choose()
        self.assertEqual((choice.offer.gpu, choice.price_per_hour, choice.instead_of), (A100, 7.16, None))

    def test_takes_the_next_of_the_list_when_it_is_not_and_says_so(self) -> None:
        self.runpod.gpus[A100]["stock"] = "NONE"
        choice = self.choose()
        self.assertEqual((choice.offer.gpu, choice.price_per_hour, choice.instead_of), (A100_PCIE, 6.76, "A100 SXM"))

    def test_passes_over_a_gpu_that_does_not_come_in_that_number(self) -> None:
        self.runpod.gpus[A100]["most"] = 2
        self.runpod.gpus[A100_PCIE]["most"] = 1
        self.assertEqual(self.choose().offer.gpu, H100)

    def test_counts_stock_in_the_data_center_of_the_volume_alone(self) -> None:
        settings = self.write(data_center="EU-RO-1")
        with self.assertRaisesRegex(OutOfStock, "in EU-RO-1"):
            Catalogue(self.api, settings).choose(settings.kinds["a100x4"])

    def test_names_the_reason_of_each_gpu_when_none_can_be_had(self) -> None:
        for gpu in (A100, A100_PCIE, H100):
            self.runpod.gpus[gpu]["stock"] = "NONE"
        del self.runpod.gpus[H100]
        with self.assertRaises(OutOfStock) as refused:
            self.choose()
        self.assertIn(f"{A100} is out of stock", str(refused.exception))
        self.assertIn(f"{H100} is not in the catalogue", str(refused.exception))
        self.assertIn("add a GPU to kinds.a100x4.gpus", str(refused.exception))

    def test_asks_once_for_each_count_of_gpus(self) -> None:
        catalogue = Catalogue(self.api, self.settings)
        for _ in range(3):
            catalogue.choose(self.kind)
        catalogue.choose(self.settings.kinds["h100x2"])
        self.assertEqual(self.runpod.count("GET", "/v2/catalog/gpus"), 2)

    def test_a_price_of_nothing_is_not_known_rather_than_free(self) -> None:
        self.runpod.gpus[A100]["price"] = 0
        self.assertIsNone(self.choose().price_per_hour)
