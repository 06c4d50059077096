#pragma once

#include "core/json.hpp"
#include "observe/catalogue.hpp"
#include "observe/group_course.hpp"
#include "observe/results.hpp"

namespace ayni {

/// What happened to one group of a run: who it is, its events, its alliance, its months.
[[nodiscard]] Json story_json(const Catalogue& catalogue, const Results& results, const GroupCourse& course);

}  // namespace ayni
