#include "results/hdf5_journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ayni::hdf5 {
namespace {

namespace fs = std::filesystem;

using Bytes = std::vector<char>;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds commit_interval{1};  ///< at least: a disk takes its time to sync

/// A file descriptor of the system.
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_{number} {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] int get() const noexcept { return number_; }
  [[nodiscard]] bool valid() const noexcept { return number_ >= 0; }
  bool close() noexcept { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

constexpr mode_t creation_mode = 0666;  ///< less what the user's mask takes

bool write_all(int file, const char* bytes, std::size_t size, std::uint64_t at) {
  while (size > 0) {
    const ssize_t written = pwrite(file, bytes, size, static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
    at += static_cast<std::uint64_t>(written);
  }
  return true;
}

/// What lies behind the file's end reads as zeros.
bool read_all(int file, char* bytes, std::size_t size, std::uint64_t at) {
  while (size > 0) {
    const ssize_t got = pread(file, bytes, size, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) {
      std::memset(bytes, 0, size);
      return true;
    }
    bytes += got;
    size -= static_cast<std::size_t>(got);
    at += static_cast<std::uint64_t>(got);
  }
  return true;
}

std::uint64_t size_of(int file) {
  struct stat status = {};
  return fstat(file, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// False when another process has the file. Some network disks have no locks.
bool lock(int file, int how) { return flock(file, how | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

/// FNV-1a, Fowler, Noll & Vo: enough to tell a torn journal from a whole one.
std::uint64_t checksum(std::span<const char> bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return hash;
}

/// Bytes that are to be put into the file from `at` on.
struct Change {
  std::uint64_t at = 0;
  Bytes bytes;
};

// The journal: a mark, the number of bytes that follow it, their checksum; then for each change its place, its length and
// its bytes, in the order in which they are to be made. Numbers are of 64 bits in this machine's order.
constexpr char mark[] = {'a', 'y', 'n', 'i', 'j', 'r', 'n', '1'};
constexpr std::size_t heading = sizeof mark + 2 * sizeof(std::uint64_t);

void append(Bytes& text, std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  text.insert(text.end(), bytes, bytes + sizeof number);
}

std::uint64_t number_at(std::span<const char> text, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, &text[at], sizeof number);
  return number;
}

Bytes journal_text(const std::vector<Change>& changes) {
  Bytes body;
  for (const Change& change : changes) {
    append(body, change.at);
    append(body, change.bytes.size());
    body.insert(body.end(), change.bytes.begin(), change.bytes.end());
  }
  Bytes text(std::begin(mark), std::end(mark));
  append(text, body.size());
  append(text, checksum(body));
  text.insert(text.end(), body.begin(), body.end());
  return text;
}

/// Nothing when the journal is torn.
std::vector<Change> changes_in(const Bytes& text) {
  std::vector<Change> changes;
  if (text.size() < heading || !std::equal(std::begin(mark), std::end(mark), text.begin())) return changes;
  const std::span<const char> body = std::span{text}.subspan(heading);
  if (number_at(text, sizeof mark) != body.size()) return changes;
  if (number_at(text, sizeof mark + sizeof(std::uint64_t)) != checksum(body)) return changes;
  constexpr std::size_t numbers = 2 * sizeof(std::uint64_t);
  for (std::size_t at = 0; at + numbers <= body.size();) {
    const std::uint64_t length = number_at(body, at + sizeof(std::uint64_t));
    if (length > body.size() - at - numbers) return {};
    const std::span<const char> bytes = body.subspan(at + numbers, length);
    changes.push_back({number_at(body, at), Bytes(bytes.begin(), bytes.end())});
    at += numbers + length;
  }
  return changes;
}

bool put(int file, const std::vector<Change>& changes) {
  return std::all_of(changes.begin(), changes.end(), [file](const Change& change) {
    return write_all(file, change.bytes.data(), change.bytes.size(), change.at);
  });
}

/// The open file: HDF5's own part first, by which it knows it.
struct JournaledFile {
  H5FD_t of_hdf5 = {};
  Descriptor file;
  Descriptor journal{-1};  ///< opened by the first commit that needs it
  std::string journal_path;
  std::uint64_t eoa = 0;        ///< where HDF5 has allocated to
  std::uint64_t end = 0;        ///< where the file ends, with what is held back
  std::uint64_t committed = 0;  ///< where the file ended at the last commit
  std::vector<Change> held_back;
  std::optional<Clock::time_point> last_commit;
  int failed = 0;  ///< the system's number of what went wrong; after that nothing is written any more

  JournaledFile(Descriptor&& opened, std::string path) : file{std::move(opened)}, journal_path{std::move(path)} {}
};
static_assert(std::is_standard_layout_v<JournaledFile>, "HDF5 takes the address of the first member for that of all");

JournaledFile& of(H5FD_t* file) { return *reinterpret_cast<JournaledFile*>(file); }
const JournaledFile& of(const H5FD_t* file) { return *reinterpret_cast<const JournaledFile*>(file); }

/// Has HDF5 report the system's reason, in the form that its own drivers use.
herr_t tell(const char* doing) {
  const int number = errno;
  H5Epush2(H5E_DEFAULT, __FILE__, "journal", __LINE__, H5E_ERR_CLS, H5E_IO, H5E_WRITEERROR, "%s, error message = '%s'",
           doing, std::strerror(number));
  return -1;
}

herr_t fail(JournaledFile& file, const char* doing) {
  file.failed = errno != 0 ? errno : EIO;
  return tell(doing);
}

/// The same reason once more: HDF5 may not have passed on the first.
herr_t tell_again(const JournaledFile& file) {
  errno = file.failed;
  return tell("cannot write");
}

/// Waits until the names of the file and its journal are on the disk. Some network disks have no way to.
void sync_names(const JournaledFile& file) {
  const fs::path folder = fs::path{file.journal_path}.parent_path();
  const Descriptor opened{open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY)};
  if (opened.valid()) (void)fsync(opened.get());
}

bool write_journal(JournaledFile& file) {
  if (!file.journal.valid()) {
    file.journal =
        Descriptor{open(file.journal_path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_CREAT, creation_mode)};
    sync_names(file);
  }
  const Bytes text = journal_text(file.held_back);
  return file.journal.valid() && ftruncate(file.journal.get(), 0) == 0 &&
         write_all(file.journal.get(), text.data(), text.size(), 0) && fsync(file.journal.get()) == 0;
}

herr_t commit(JournaledFile& file) {
  if (file.failed != 0) return tell_again(file);
  if (file.end < file.eoa) {
    if (ftruncate(file.file.get(), static_cast<off_t>(file.eoa)) != 0) return fail(file, "cannot lengthen the file");
    file.end = file.eoa;
  }
  if (!file.held_back.empty()) {
    // Changes may refer to what lies behind the last commit's end, so a journal is not whole before that is on the disk.
    if (fsync(file.file.get()) != 0) return fail(file, "cannot sync the file");
    if (!write_journal(file)) return fail(file, "cannot write the journal");
    if (!put(file.file.get(), file.held_back)) return fail(file, "cannot write");
    file.held_back.clear();
  }
  if (file.end > file.eoa && ftruncate(file.file.get(), static_cast<off_t>(file.eoa)) != 0) {
    return fail(file, "cannot shorten the file");
  }
  if (fsync(file.file.get()) != 0) return fail(file, "cannot sync the file");
  if (file.committed == 0) sync_names(file);
  file.committed = file.end = file.eoa;
  return 0;
}

H5FD_t* open_journaled(const char* name, unsigned flags, hid_t /*access*/, haddr_t /*most*/) {
  if ((flags & H5F_ACC_RDWR) == 0) return nullptr;
  // HDF5 tries whether a file is there before it makes a new one.
  const int creation = (flags & H5F_ACC_CREAT) == 0 ? 0 : O_CREAT | ((flags & H5F_ACC_EXCL) == 0 ? 0 : O_EXCL);
  Descriptor file{open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | creation, creation_mode)};
  if (!file.valid()) {
    tell("cannot open the file");
    return nullptr;
  }
  if (!lock(file.get(), LOCK_EX)) {
    tell("cannot lock the file");
    return nullptr;
  }
  if ((flags & H5F_ACC_TRUNC) != 0 && ftruncate(file.get(), 0) != 0) {
    tell("cannot empty the file");
    return nullptr;
  }
  const fs::path journal = journal_of(name);
  if (size_of(file.get()) == 0) unlink(journal.c_str());  // of another file that had the name
  auto opened = std::make_unique<JournaledFile>(std::move(file), journal.string());
  opened->end = opened->committed = size_of(opened->file.get());
  return &opened.release()->of_hdf5;
}

herr_t close_journaled(H5FD_t* handle) {
  const std::unique_ptr<JournaledFile> file{&of(handle)};
  if (file->failed == 0 && !file->held_back.empty() && commit(*file) < 0) return -1;
  if (file->failed != 0) return 0;  // it was told; the journal may be needed
  if (file->journal.valid()) unlink(file->journal_path.c_str());
  return file->file.close() ? 0 : tell("cannot close the file");
}

herr_t query(const H5FD_t* /*file*/, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
              H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t get_eoa(const H5FD_t* file, H5FD_mem_t /*type*/) { return of(file).eoa; }

herr_t set_eoa(H5FD_t* file, H5FD_mem_t /*type*/, haddr_t address) {
  of(file).eoa = address;
  return 0;
}

haddr_t get_eof(const H5FD_t* file, H5FD_mem_t /*type*/) { return of(file).end; }

herr_t read(H5FD_t* handle, H5FD_mem_t /*type*/, hid_t /*transfer*/, haddr_t at, std::size_t size, void* buffer) {
  JournaledFile& file = of(handle);
  char* const bytes = static_cast<char*>(buffer);
  if (!read_all(file.file.get(), bytes, size, at)) return tell("cannot read");
  for (const Change& change : file.held_back) {
    const std::uint64_t first = std::max<std::uint64_t>(at, change.at);
    const std::uint64_t last = std::min<std::uint64_t>(at + size, change.at + change.bytes.size());
    if (first < last) std::memcpy(bytes + (first - at), change.bytes.data() + (first - change.at), last - first);
  }
  return 0;
}

herr_t write(H5FD_t* handle, H5FD_mem_t /*type*/, hid_t /*transfer*/, haddr_t at, std::size_t size,
             const void* buffer) {
  JournaledFile& file = of(handle);
  if (file.failed != 0) return tell_again(file);
  const char* const bytes = static_cast<const char*>(buffer);
  const std::size_t inside =
      at >= file.committed ? 0 : std::min<std::size_t>(size, static_cast<std::size_t>(file.committed - at));
  if (inside > 0) file.held_back.push_back({at, Bytes(bytes, bytes + inside)});
  if (inside < size && !write_all(file.file.get(), bytes + inside, size - inside, at + inside)) {
    return fail(file, "cannot write");
  }
  file.end = std::max<std::uint64_t>(file.end, at + size);
  return 0;
}

herr_t flush(H5FD_t* handle, hid_t /*transfer*/, hbool_t closing) {
  JournaledFile& file = of(handle);
  const Clock::time_point now = Clock::now();
  if (!closing && file.last_commit && now - *file.last_commit < commit_interval) {
    return file.failed != 0 ? tell_again(file) : 0;
  }
  const herr_t result = commit(file);
  file.last_commit = Clock::now();  // however long it took, the disk is then left alone
  return result;
}

const H5FD_class_t& driver_class() {
  static const H5FD_class_t driver = [] {
    H5FD_class_t made = {};
    made.name = "ayni journal";
    made.maxaddr = (haddr_t{1} << 62U) - 1;
    made.fc_degree = H5F_CLOSE_WEAK;
    made.open = open_journaled;
    made.close = close_journaled;
    made.query = query;
    made.get_eoa = get_eoa;
    made.set_eoa = set_eoa;
    made.get_eof = get_eof;
    made.read = read;
    made.write = write;
    made.flush = flush;
    const H5FD_mem_t map[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(map), std::end(map), made.fl_map);
    return made;
  }();
  return driver;
}

}  // namespace

Handle journaled_access() {
  static const hid_t driver = require(H5FDregister(&driver_class()), "register the journal with HDF5");
  Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make access properties"};
  require(H5Pset_driver(access.get(), driver, nullptr), "use the journal");
  return access;
}

fs::path journal_of(const fs::path& path) {
  fs::path journal = path;
  return journal += ".journal";
}

void recover(const fs::path& path) {
  const fs::path journal_path = journal_of(path);
  std::error_code ignored;
  if (!fs::is_regular_file(journal_path, ignored) || !fs::is_regular_file(path, ignored)) return;
  const auto failed = [](const fs::path& what) {
    throw FileError{"cannot recover " + what.string() + ": " + std::strerror(errno)};
  };
  const Descriptor file{open(path.c_str(), O_RDWR | O_CLOEXEC)};
  if (!file.valid()) failed(path);
  if (!lock(file.get(), LOCK_EX)) throw FileInUse{path.string() + " is in use: another process writes it"};
  const Descriptor journal{open(journal_path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!journal.valid()) failed(journal_path);
  Bytes text(size_of(journal.get()));
  if (!read_all(journal.get(), text.data(), text.size(), 0)) failed(journal_path);
  if (!put(file.get(), changes_in(text)) || fsync(file.get()) != 0) failed(path);
  fs::remove(journal_path, ignored);
}

void require_unused(const fs::path& path) {
  const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.valid() && !lock(file.get(), LOCK_SH) && errno == EWOULDBLOCK) {
    throw FileInUse{path.string() + " is in use: another process writes it"};
  }
}

}  // namespace ayni::hdf5
