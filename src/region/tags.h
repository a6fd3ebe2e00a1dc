// The rules of tags, for what lives in a region.
#pragma once

#include "model/tag_rules.h"
