package capture

import (
	"path/filepath"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// GazetteerType is the media type of a dump of GeoNames that the user imports.
const GazetteerType = "text/x-geonames"

// gazetteerBytes is the size above which a dump is left out: all countries together
// are larger, and nobody reads news of all of them.
const gazetteerBytes = 256 << 20

// gazetteerUse is the side data of a dump. It is part of the ID, so that a file that
// was once read as a report can still be imported.
const gazetteerUse = `{"use": "gazetteer"}`

// Gazetteer takes in a dump of GeoNames, as text or zip, exactly as it is.
func Gazetteer(path string) (trucewatch.Capture, *trucewatch.Issue) {
	content, issue := readBytes(path, gazetteerBytes)
	if issue != nil {
		return trucewatch.Capture{}, issue
	}
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case len(content) == 0:
		return trucewatch.Capture{}, refuse(path, "the file is empty")
	case ending != ".txt" && ending != ".zip" && ending != ".tsv":
		return trucewatch.Capture{}, refuse(path, "it ends in "+ending+": a dump of GeoNames is a .txt or .zip file")
	}
	c := New(path, content, []byte(gazetteerUse))
	c.MediaType = GazetteerType
	return c, nil
}
