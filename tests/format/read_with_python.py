"""Opens the sample results file with the readers that users have, and says what differs from what was written.

Usage: read_with_python.py FILE.h5    (exit code 0: all is well; 77: a reader is not installed)
"""

import sys

try:
    import h5py
    import numpy as np
    import xarray as xr
    import h5netcdf  # noqa: F401
    import netCDF4  # noqa: F401
except ImportError as error:
    print(f"not installed: {error.name}")
    sys.exit(77)

PATH = sys.argv[1]
VILLAGES = ["茌平韩屯", "阳高 王官屯", "Village C"]


def check_xarray(engine):
    with xr.open_dataset(PATH, engine=engine) as data:
        assert list(data["village"].values) == VILLAGES, data["village"].values
        assert data["transformer"].values[0] == "台区1"
        assert data.attrs["title"] == "茌平 sample"
        assert int(data.attrs["seed"]) == 42
        assert data["time"].values[0] == np.datetime64("2021-10-31T16:00"), data["time"].values[0]
        assert data["time"].values[-1] == np.datetime64("2021-11-03T15:45")
        assert data["time_local"].values[0] == np.datetime64("2021-11-01T00:00")
        bounds = data["time_bnds"].values
        if bounds.dtype.kind == "M":
            assert bounds[-1, 1] == np.datetime64("2021-11-03T16:00")
            assert (bounds[1:, 0] == bounds[:-1, 1]).all()
        load = data["transformer_load_kw"]
        assert load.dims == ("mix", "transformer", "time") and load.shape == (2, 70, 288)
        assert load.attrs["units"] == "kW" and load.attrs["cell_methods"] == "time: mean"
        assert "time_local" in load.coords
        step = np.arange(288)
        row = load.sel(mix="heat-pumps", transformer="台区70").values
        np.testing.assert_allclose(row, 80 + 69 + 10 * np.sin(0.1 * step), rtol=1e-6)
        assert float(data["household_heat_kwh"].sel(mix="heat-pumps")[139]) == 239.0
        assert list(data["household_technology"].attrs["flag_meanings"].split()) == ["coal_stove", "ashp_water"]
        assert data["emission_kg"].sel(pollutant="PM2.5", place="plant").dims == ("mix", "village")
        assert data["cost_cny"].dims == ("mix", "year", "item", "payer")
        assert data["transformer_peak_time"].values.dtype.kind == "M"
        assert "refused_household" not in data
        for name, variable in data.variables.items():
            values = variable.values
            if values.dtype.kind == "f":
                assert np.isfinite(values).all(), name
            assert "long_name" in variable.attrs, name
        return len(data.variables)


def check_h5py():
    with h5py.File(PATH) as file:
        assert list(file["village"].asstr()) == VILLAGES
        assert file.attrs["Conventions"].startswith("CF-")
        assert file["inputs/scenario.toml"].asstr()[()].splitlines()[1] == 'name = "茌平"'
        assert "village,households" in file["inputs/tables_villages.csv"].asstr()[()]
        assert file["transformer_load_kw"].chunks == (1, 32, 288)
        assert file["transformer_load_kw"].compression == "gzip" and file["transformer_load_kw"].shuffle
        datasets = []
        file.visititems(lambda name, item: datasets.append(item) if isinstance(item, h5py.Dataset) else None)
        for dataset in datasets:
            for axis, dimension in enumerate(dataset.dims):
                is_scale = dataset.attrs.get("CLASS") == b"DIMENSION_SCALE"
                assert is_scale or len(dimension) == 1, f"{dataset.name}: axis {axis} has no scale"
            assert dataset.dtype.kind in "fiO", f"{dataset.name}: {dataset.dtype}"
            if dataset.dtype.kind == "O":
                info = h5py.check_string_dtype(dataset.dtype)
                assert info.length is None and info.encoding == "utf-8", dataset.name
            assert h5py.check_enum_dtype(dataset.dtype) is None, dataset.name


counts = {engine: check_xarray(engine) for engine in ("h5netcdf", "netcdf4")}
assert counts["h5netcdf"] == counts["netcdf4"], counts
check_h5py()
print(f"{counts['netcdf4']} variables")
