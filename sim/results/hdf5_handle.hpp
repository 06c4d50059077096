#pragma once
// Owning handles of HDF5's objects, and HDF5's failures as FileError.

#include <hdf5.h>

#include <string>
#include <string_view>
#include <utility>

namespace ayni::hdf5 {

/// Throws FileError "cannot <doing>: <cause>", the cause taken from HDF5's last failure in this thread.
[[noreturn]] void fail(std::string_view doing);

/// Passes on what an HDF5 call returned; fails when it is negative.
template <class Status>
Status require(Status status, std::string_view doing) {
  if (status < 0) fail(doing);
  return status;
}

/// While it lives, HDF5 prints no error stack to stderr from this thread. It comes before the first call of HDF5 in
/// every public function of io.
class Quiet {
 public:
  Quiet() noexcept;
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// One object of HDF5, closed when the handle goes.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  /// Takes over `id`; throws FileError "cannot <doing>: <cause>" when it is negative.
  Handle(hid_t id, Close closing, std::string_view doing) : id_{require(id, doing)}, close_{closing} {}
  Handle(Handle&& other) noexcept : id_{std::exchange(other.id_, -1)}, close_{other.close_} {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { close(); }

  [[nodiscard]] hid_t get() const noexcept { return id_; }
  /// Negative when HDF5 could not close it (a full disk, for a file).
  herr_t close() noexcept { return id_ < 0 ? 0 : close_(std::exchange(id_, -1)); }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

}  // namespace ayni::hdf5
