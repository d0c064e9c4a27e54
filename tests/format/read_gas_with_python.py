"""Opens a results file with a gas network and outages with h5py, netCDF4 and xarray, and says what they stumble over.

Usage: read_gas_with_python.py FILE.h5 [run]    ("run": the file is a run's, so its figures have to fit each other)
Exit code 0: all is well; 77: a reader is not installed.
"""

import sys

try:
    import h5py
    import numpy as np
    import xarray as xr
    import h5netcdf  # noqa: F401
    import netCDF4
except ImportError as error:
    print(f"not installed: {error.name}")
    sys.exit(77)

PATH = sys.argv[1]
OWN = ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "flag_values")  # beside those that begin with "_"


def chosen(name):
    return "gas" in name or "outage" in name or "pickup" in name


def check_h5py():
    count = 0
    with h5py.File(PATH) as file:
        for name, dataset in file.items():
            if not chosen(name) or not isinstance(dataset, h5py.Dataset):
                continue
            count += 1
            is_scale = dataset.attrs.get("CLASS") == b"DIMENSION_SCALE"
            for axis, dimension in enumerate(dataset.dims):
                assert is_scale or len(dimension) == 1, f"{name}: axis {axis} has no scale"
                if not is_scale:
                    assert dimension[0].shape == (dataset.shape[axis],), f"{name}: axis {axis} has another length"
            for key, value in dataset.attrs.items():
                assert key in OWN or key[0] == "_" or isinstance(value, str), f"{name}: {key} is no plain text but {value!r}"
            assert dataset.attrs["long_name"], name
            if dataset.dtype.kind == "f" or name.endswith("_time"):
                assert dataset.attrs["units"], name
            if "flag_values" in dataset.attrs:
                flags = list(dataset.attrs["flag_values"])
                assert len(dataset.attrs["flag_meanings"].split()) == len(flags), name
                assert set(np.unique(dataset[()])) <= set(flags), name
            if dataset.dtype.kind == "O":
                assert all(isinstance(text, str) for text in dataset.asstr()[()].ravel()), name
    return count


def check_netcdf4():
    with netCDF4.Dataset(PATH) as file:
        for name, variable in file.variables.items():
            if chosen(name):
                assert not np.ma.is_masked(variable[...]), f"{name}: values are taken for missing"


def check_xarray(engine):
    names = set()
    with xr.open_dataset(PATH, engine=engine) as data:
        for name, variable in data.variables.items():
            if not chosen(name):
                continue
            names.add(name)
            kind = variable.dtype.kind
            assert kind != "m", f"{name}: hours or minutes are taken for a time span"
            assert (kind == "M") == ("_time" in name or name.endswith("_start")), f"{name}: {variable.dtype}"
            if kind == "f":
                assert np.isfinite(variable.values).all(), name
            if kind == "O":
                assert all(isinstance(text, str) for text in variable.values.ravel()), name
        if len(sys.argv) > 2:
            check_run(data)
    return names


def check_run(data):
    """The least of a node's series is its lowest pressure, at its moment."""
    series = data["gas_node_pressure_pa"]
    for mix in data["mix"].values:
        for node in data["gas_node"].values:
            one = series.sel(mix=mix, gas_node=node)
            lowest = float(data["gas_node_min_pressure_pa"].sel(mix=mix, gas_node=node))
            at = data["gas_node_min_pressure_time"].sel(mix=mix, gas_node=node).values
            np.testing.assert_allclose(float(one.min()), lowest, rtol=2e-4)
            if lowest > 0.0:
                np.testing.assert_allclose(float(one.sel(time=at)), lowest, rtol=2e-4)
    ends = data["gas_node"].values[data["gas_regulator_to"].values]
    assert list(data["gas_node_pressure_pa"].sel(gas_node=ends).dims) == ["mix", "gas_node", "time"]
    assert data["gas_outside_m3"].sum() == 0.0
    assert data["outage_begin_time"].dtype.kind == "M" and list(data["outage_hours"].values) == [2]


count = check_h5py()
check_netcdf4()
by_engine = [check_xarray(engine) for engine in ("h5netcdf", "netcdf4")]
assert by_engine[0] == by_engine[1], by_engine[0] ^ by_engine[1]
assert len(by_engine[0]) == count, (len(by_engine[0]), count)
print(f"{count} variables")
