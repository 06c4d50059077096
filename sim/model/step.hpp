#pragma once
// One month of the model.

#include "core/calendar.hpp"

namespace ayni {

struct Submodels;
struct World;

/// Takes the world through month t; months must follow each other from 0. Throws BrokenInvariant when money, goods,
/// members or loans do not balance.
void step(World& world, Submodels& model, Month t);

}  // namespace ayni
