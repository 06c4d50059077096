#include "results/hdf5_handle.hpp"

#include "core/error.hpp"

namespace ayni::hdf5 {
namespace {

herr_t innermost(unsigned, const H5E_error2_t* error, void* text) {
  *static_cast<std::string*>(text) = error->desc == nullptr ? "" : error->desc;
  return 1;
}

/// The system's message if HDF5 reports one ("No space left on device"), else HDF5's own.
std::string cause() {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, innermost, &text);
  constexpr std::string_view mark = "error message = '";
  const std::size_t start = text.find(mark);
  if (start == std::string::npos) return text.empty() ? "HDF5 gives no reason" : text;
  const std::size_t first = start + mark.size();
  return text.substr(first, text.find('\'', first) - first);
}

}  // namespace

void fail(std::string_view doing) { throw FileError{"cannot " + std::string{doing} + ": " + cause()}; }

// Every file is closed by its handle; what HDF5 would do at exit is to complain about what it could not close, say on a
// full disk.
Quiet::Quiet() noexcept {
  H5dont_atexit();
  H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

}  // namespace ayni::hdf5
