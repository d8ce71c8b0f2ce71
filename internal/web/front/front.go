// Package front carries the scripts of libraries (htmx, Leaflet, vis-timeline) that the
// reading room gains from, where the program was built with them: `make web` bundles them
// into dist. Without them the room shows its own drawings; nothing is missing.
package front

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:generate go run ./build

//go:embed all:dist
var dist embed.FS

// Bundle returns the bundled scripts, or nil if the program was built without them.
func Bundle() (fs.FS, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("opening the bundled scripts: %w", err)
	}
	if _, err := fs.Stat(files, "bundle.js"); err != nil {
		return nil, nil //nolint:nilerr,nilnil // there is no bundle, which is no fault
	}
	return files, nil
}
