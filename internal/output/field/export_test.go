package field

import "github.com/trucewatch/trucewatch/internal/record"

// GridCell, Scale and Projected are open to the tests.
func GridCell(lat, lon float64) int                    { return gridCell(lat, lon) }
func Scale(kind string, modes ...string) float64       { return scale(kind, modes) }
func Quad(kind string) int                             { return quad(kind) }
func Projected(e record.Event) (string, []string)      { return projected(e) }
func CodeOf(b *Book, e record.Event) (CAMEO, bool)     { return b.cameo(e) }
func Conservative(b *Book, event string) int           { return b.conservative(event) }
func ACLEDFile(b *Book, e record.Event) (string, bool) { k, ok := b.acled(e); return k.sub, ok }
