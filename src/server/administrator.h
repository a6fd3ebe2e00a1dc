// The account that the first start makes, so that there is somebody to make others.
#pragma once

#include "actions/cloud.h"
#include "server/data_directory.h"

namespace terrane {

// Makes the administrator's account at the first start, with the keys of TERRANE_SECRET_ID and
// TERRANE_SECRET_KEY where set, else those kept in the directory, else random ones. Later starts
// give it the former where set, and see to it that it can sign. What it can sign with is kept in
// the directory, where there is one.
Result<void> ensure_administrator(Cloud& cloud, const DataDirectory* directory);

}  // namespace terrane
