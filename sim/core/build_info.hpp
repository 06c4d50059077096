#pragma once
// What this program was built from and with.

#include <string_view>

namespace ayni {

[[nodiscard]] std::string_view program_version() noexcept;  ///< "0.1.0"
[[nodiscard]] std::string_view git_commit() noexcept;       ///< 40 hexadecimal digits; "unknown" outside a repository
[[nodiscard]] bool git_dirty() noexcept;                    ///< sources differed from the commit
[[nodiscard]] std::string_view compiler() noexcept;         ///< "GNU 12.2.0"
[[nodiscard]] std::string_view build_type() noexcept;       ///< "Release, native"

}  // namespace ayni
