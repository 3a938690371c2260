#pragma once

// bzlib.h declares functions of FILE without including where that is from.
#include <stdio.h>

#include <bzlib.h>
