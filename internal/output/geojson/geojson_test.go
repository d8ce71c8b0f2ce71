package geojson_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/geojson"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

// known draws two zones for the only agreement of the record: a ring that runs the
// wrong way round, and a line.
func known() field.Known {
	return field.Known{Agreements: []agreement.Agreement{
		{ID: "a-retreat-2031-05-03-55ee66ff", Zones: []agreement.Zone{
			{ID: "quiet-strip", Name: "Quiet strip", AccuracyKM: 2, Note: "Drawn by hand.", Polygon: points(16, -12, 16, -11, 17, -11, 17, -12, 16, -12)},
			{ID: "line-a", Name: "Line A", AccuracyKM: 1, Line: points(16, -12, 16.5, -12.5)},
		}},
		{ID: "not-in-the-record", Zones: []agreement.Zone{{ID: "x", Line: points(1, 1, 2, 2)}}},
	}}
}

// points pairs longitudes with latitudes.
func points(of ...float64) []agreement.Point {
	var out []agreement.Point
	for i := 0; i < len(of); i += 2 {
		out = append(out, agreement.Point{Lon: of[i], Lat: of[i+1]})
	}
	return out
}

func write(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := geojson.Write(&b, field.NewBook(r, known()), known()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type feature struct {
	Type, ID string
	Geometry *struct {
		Type        string
		Coordinates json.RawMessage
	}
	Properties map[string]any
}

func TestGolden(t *testing.T) {
	r := outputtest.Placed()
	got := write(t, r)
	golden.Compare(t, "placed.geojson", got)
	if again := write(t, r); again != got {
		t.Error("two exports differ")
	}
}

// TestShape holds what is written against RFC 7946.
func TestShape(t *testing.T) {
	for _, r := range []record.Record{outputtest.Placed(), outputtest.Hostile(), {Format: record.Format}} {
		text := write(t, r)
		var c struct {
			Type     string
			Features []feature
		}
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatal(err)
		}
		events := 0
		for _, f := range c.Features {
			if f.Geometry == nil { // its position is not known
				events++
				continue
			}
			switch f.Geometry.Type {
			case "Point":
				events++
				point(t, f)
			case "Polygon":
				ring(t, f)
			case "LineString":
			default:
				t.Errorf("%s is a %s", f.ID, f.Geometry.Type)
			}
		}
		if c.Type != "FeatureCollection" || events != len(r.Events) {
			t.Errorf("a %s accounts for %d of %d events", c.Type, events, len(r.Events))
		}
	}
}

func point(t *testing.T, f feature) {
	t.Helper()
	var at [2]float64
	if err := json.Unmarshal(f.Geometry.Coordinates, &at); err != nil || at[0] < -180 || at[0] > 180 || at[1] < -90 || at[1] > 90 {
		t.Errorf("%s stands at %s", f.ID, f.Geometry.Coordinates)
	}
	if f.Properties["radius_km"] == nil {
		t.Errorf("%s does not say how closely it is known", f.ID)
	}
	for _, z := range f.Properties["zone_tests"].([]any) {
		if _, ok := z.(map[string]any)["margin_km"]; !ok {
			t.Errorf("%s is tested without a margin", f.ID)
		}
	}
}

func ring(t *testing.T, f feature) {
	t.Helper()
	var rings [][][2]float64
	if err := json.Unmarshal(f.Geometry.Coordinates, &rings); err != nil || len(rings) != 1 {
		t.Fatalf("%s: %v", f.ID, err)
	}
	r, area := rings[0], 0.0
	for i := 1; i < len(r); i++ {
		area += r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]
	}
	if area <= 0 || r[0] != r[len(r)-1] {
		t.Errorf("%s: twice the area is %v, from %v to %v", f.ID, area, r[0], r[len(r)-1])
	}
}

// TestZoneTests has one happening held against an agreement and alleged.
func TestZoneTests(t *testing.T) {
	r := outputtest.Placed()
	a := r.Allegations[0]
	r.Incidents = []record.Incident{
		{Event: a.Event, Agreement: a.Clause.Agreement, Clause: a.Clause.Clause, Result: "alleged breach", Why: "x", ZoneTest: a.ZoneTest},
		{Event: a.Event, Agreement: "other", Result: "no clause applies", Why: "y"},
	}
	text := write(t, r)
	want := `"zone_tests":[{"zone":"quiet strip","inside":true,"margin_km":1.5,"agreement":"` + a.Clause.Agreement +
		`","clause":"1","result":"alleged breach","alleged_by":["Marland"],"denied_by":["Kesh Front"]}]`
	if !strings.Contains(text, want) {
		t.Errorf("no %s in\n%s", want, text)
	}
}

func TestZonesOfOthersStayOut(t *testing.T) {
	if text := write(t, outputtest.Placed()); strings.Contains(text, "not-in-the-record") {
		t.Error("a zone of an agreement that no report speaks of is drawn")
	}
}

// TestEvents writes some events only, in the order asked for, as the whole has them.
func TestEvents(t *testing.T) {
	r := outputtest.Placed()
	whole := write(t, r)
	ids := []string{r.Events[2].ID, r.Events[0].ID}
	var b bytes.Buffer
	if err := geojson.Events(&b, r, ids); err != nil {
		t.Fatal(err)
	}
	var c struct{ Features []feature }
	if err := json.Unmarshal(b.Bytes(), &c); err != nil || len(c.Features) != 2 || c.Features[0].ID != ids[0] || c.Features[1].ID != ids[1] {
		t.Errorf("%v: %s", err, b.String())
	}
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimRight(line, ",\n"); strings.Contains(line, `"Feature"`) && !strings.Contains(whole, line) {
			t.Errorf("the whole has it otherwise: %s", line)
		}
	}
}
