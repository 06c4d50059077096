#pragma once
// Objects that threads lend and give back, for what is dear to make and changes in use.

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace ayni {

/// As many are made as are in use at once. To be used from any number of threads.
template <class T>
class ObjectPool {
 public:
  explicit ObjectPool(std::function<T()> make) : make_{std::move(make)} {}

  /// What `use` returns of one that nobody else has meanwhile. When `use` throws, that one is dropped.
  template <class Use>
  auto lend(const Use& use) {
    T lent = take();
    auto result = use(lent);
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(lent));
    return result;
  }

 private:
  T take() {
    {
      const std::lock_guard lock{mutex_};
      if (!idle_.empty()) {
        T last = std::move(idle_.back());
        idle_.pop_back();
        return last;
      }
    }
    return make_();
  }

  std::function<T()> make_;
  std::mutex mutex_;
  std::vector<T> idle_;
};

}  // namespace ayni
