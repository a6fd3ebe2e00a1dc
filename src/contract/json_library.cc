// The one place where the parts of Boost.JSON that are not templates are compiled.
#include <boost/json/src.hpp>
