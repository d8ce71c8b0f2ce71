package gazetteer

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Line is a piece of a coast or of a border of states, for maps: to find one's way
// by, and never to decide where something lies.
type Line struct {
	Kind   LineKind
	Points []trucewatch.Position
}

// LineKind says what a line of the map is.
type LineKind string

// The kinds of lines. Disputed is a border that the states at it, or others, do not
// agree on; so are lines where armies stopped.
const (
	Coast    LineKind = "coast"
	Border   LineKind = "border"
	Disputed LineKind = "disputed"
)

// grain is what one step of a kept line is, in parts of a degree: about 100 metres.
const grain = 1000

// Lines lists the coasts and borders that the program carries.
func (g *Gazetteer) Lines() ([]Line, error) {
	if g.lines == nil {
		return nil, nil
	}
	return g.lines()
}

// WriteLines keeps lines in the form that Load reads: packed, one line of text each,
// its kind, its first point and then the steps from point to point.
func WriteLines(w io.Writer, lines []Line) error {
	packed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("packing lines: %w", err)
	}
	b := bufio.NewWriter(packed)
	for _, l := range lines {
		fmt.Fprint(b, l.Kind)
		lastX, lastY := 0, 0
		for i, p := range l.Points {
			x, y := int(math.Round(p.Lon*grain)), int(math.Round(p.Lat*grain))
			if i > 0 && x == lastX && y == lastY {
				continue
			}
			fmt.Fprintf(b, " %d %d", x-lastX, y-lastY)
			lastX, lastY = x, y
		}
		fmt.Fprintln(b)
	}
	if err := errors.Join(b.Flush(), packed.Close()); err != nil {
		return fmt.Errorf("writing lines: %w", err)
	}
	return nil
}

// readLines reads what WriteLines wrote.
func readLines(r io.Reader) ([]Line, error) {
	packed, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("unpacking lines: %w", err)
	}
	text, err := io.ReadAll(packed)
	if err != nil {
		return nil, fmt.Errorf("unpacking lines: %w", err)
	}
	var out []Line
	for row := range strings.Lines(string(text)) {
		fields := strings.Fields(row)
		l := Line{Kind: LineKind(fields[0])}
		if len(fields) < 5 || len(fields)%2 == 0 {
			return nil, fmt.Errorf("reading line %d: %d numbers are no chain of points", len(out)+1, len(fields)-1)
		}
		x, y := 0, 0
		for i := 1; i < len(fields); i += 2 {
			dx, err1 := strconv.Atoi(fields[i])
			dy, err2 := strconv.Atoi(fields[i+1])
			if err := errors.Join(err1, err2); err != nil {
				return nil, fmt.Errorf("reading line %d: %w", len(out)+1, err)
			}
			x, y = x+dx, y+dy
			l.Points = append(l.Points, trucewatch.Position{Lon: float64(x) / grain, Lat: float64(y) / grain})
		}
		out = append(out, l)
	}
	return out, nil
}
