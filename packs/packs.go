// Package packs carries the rule packs that ship with the program. It holds data
// only; the stages read it through internal/base/pack.
package packs

import "embed"

// FS holds every pack, by its path below this folder.
//
//go:embed all:agreements all:en all:gazetteer all:outlets all:situations
var FS embed.FS
