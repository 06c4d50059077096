#pragma once
// Datasets that say what they hold.

#include <hdf5.h>

#include <cstddef>

#include "results/hdf5_scales.hpp"
#include "results/layout.hpp"

namespace ayni {

/// Gives a dataset the attributes that the layout states for it.
void describe(hid_t dataset, const FileVariable& variable);

/// Creates the dataset of a dimension, with its values unless it grows, and makes it a scale.
void add_scale(hdf5::DimensionScales& scales, hid_t group, const FileDimension& dimension, std::size_t chunk_rows);

}  // namespace ayni
