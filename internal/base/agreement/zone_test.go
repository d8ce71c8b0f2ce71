package agreement

import (
	"math"
	"testing"
)

// Answers: in, out or near. Points of villages are their centres, with a radius of
// 0.5 km unless given; the hand-checked answer follows from where they lie, and
// "near" is right wherever the drawn border is closer than it is good for.
func TestZones(t *testing.T) {
	pack := shelf(t)
	tests := []struct {
		pack, zone, place string
		lat, lon, radius  float64
		want              string
	}{
		// Beside and in the area of separation. It is so narrow that most of it is near a line.
		{"israel-syria-1974", "area-of-separation", "Majdal Shams", 33.270, 35.770, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Hader", 33.281, 35.829, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Khan Arnabah", 33.183, 35.889, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Quneitra", 33.126, 35.824, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Jubata al-Khashab", 33.222, 35.824, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Beit Jinn", 33.310, 35.887, 0.5, "out"},
		{"israel-syria-1974", "area-of-separation", "Beit Jinn, known to 2 km", 33.310, 35.887, 2, "near"},
		{"israel-syria-1974", "area-of-separation", "Mazraat Beit Jinn", 33.297, 35.914, 0.5, "out"},
		{"israel-syria-1974", "area-of-separation", "fields between Samdaniyah and Hamidiyah", 33.150, 35.865, 0.5, "in"},
		{"israel-syria-1974", "area-of-separation", "the same fields, known to 2 km", 33.150, 35.865, 2, "near"},
		{"israel-syria-1974", "area-of-separation", "Rafid", 32.955, 35.889, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Bir Ajam", 33.050, 35.860, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Ruwayhinah", 33.070, 35.860, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Hermon summit", 33.416, 35.857, 0.5, "near"},
		{"israel-syria-1974", "area-of-separation", "Buq'ata", 33.202, 35.778, 0.2, "out"},
		{"israel-syria-1974", "area-of-separation", "Mas'adah", 33.233, 35.756, 0.5, "out"},
		{"israel-syria-1974", "area-of-separation", "Ghajar", 33.274, 35.623, 0.5, "out"},
		{"israel-syria-1974", "area-of-separation", "Katzrin", 32.992, 35.691, 0.5, "out"},
		{"israel-syria-1974", "area-of-separation", "Damascus", 33.513, 36.292, 5, "out"},
		{"israel-syria-1974", "area-of-separation", "Daraa", 32.625, 36.106, 3, "out"},
		{"israel-syria-1974", "area-of-separation", "Suwayda", 32.709, 36.569, 3, "out"},
		{"israel-syria-1974", "area-of-separation", "Nawa", 32.889, 36.043, 1, "out"},
		{"israel-syria-1974", "area-of-separation", "Saasaa", 33.285, 36.025, 1, "out"},
		{"israel-syria-1974", "area-of-separation", "all of the Golan, known to 35 km", 33.0, 35.75, 35, "near"},
		{"israel-syria-1974", "area-of-separation", "Tiberias", 32.794, 35.533, 1, "out"},
		// Land on one side of a line.
		{"israel-syria-1974", "east-of-line-a", "Damascus", 33.513, 36.292, 5, "in"},
		{"israel-syria-1974", "east-of-line-a", "Daraa", 32.625, 36.106, 3, "in"},
		{"israel-syria-1974", "east-of-line-a", "Suwayda", 32.709, 36.569, 3, "in"},
		{"israel-syria-1974", "east-of-line-a", "Beit Jinn", 33.310, 35.887, 0.5, "in"},
		{"israel-syria-1974", "east-of-line-a", "Quneitra", 33.126, 35.824, 0.5, "near"},
		{"israel-syria-1974", "east-of-line-a", "Majdal Shams", 33.270, 35.770, 0.5, "near"},
		{"israel-syria-1974", "east-of-line-a", "Katzrin", 32.992, 35.691, 0.5, "out"},
		{"israel-syria-1974", "east-of-line-a", "Beirut", 33.894, 35.502, 3, "out"},
		{"israel-syria-1974", "west-of-line-b", "Katzrin", 32.992, 35.691, 0.5, "in"},
		{"israel-syria-1974", "west-of-line-b", "Nawa", 32.889, 36.043, 1, "out"},
		{"israel-syria-1974", "west-of-line-b", "Khan Arnabah", 33.183, 35.889, 0.5, "near"},
		// Areas of limitation.
		{"israel-syria-1974", "limitation-west-10", "six kilometres west of Quneitra", 33.126, 35.758, 0.2, "in"},
		{"israel-syria-1974", "limitation-west-10", "Kiryat Shmona", 33.207, 35.570, 1, "out"},
		{"israel-syria-1974", "limitation-west-20", "Katzrin", 32.992, 35.691, 0.5, "near"},
		{"israel-syria-1974", "limitation-east-10", "Nawa", 32.889, 36.043, 1, "out"},
		{"israel-syria-1974", "limitation-east-25", "Nawa", 32.889, 36.043, 1, "in"},
		{"israel-syria-1974", "limitation-east-25", "Damascus", 33.513, 36.292, 5, "out"},
		{"israel-syria-1974", "limitation-east-20", "Saasaa", 33.285, 36.025, 0.5, "near"},
		// A line holds nothing: near or not.
		{"israel-syria-1974", "line-a", "Majdal Shams", 33.270, 35.770, 0.5, "near"},
		{"israel-syria-1974", "line-a", "Damascus", 33.513, 36.292, 5, "out"},
		{"israel-syria-1974", "line-b", "Khan Arnabah", 33.183, 35.889, 0.5, "near"},
		// Other agreements.
		{"suwayda-2025", "suwayda", "Suwayda", 32.709, 36.569, 3, "in"},
		{"suwayda-2025", "suwayda", "Salkhad", 32.492, 36.711, 1, "in"},
		{"suwayda-2025", "suwayda", "Shahba", 32.854, 36.629, 1, "in"},
		{"suwayda-2025", "suwayda", "Daraa", 32.625, 36.106, 3, "out"},
		{"suwayda-2025", "suwayda", "Izra", 32.845, 36.256, 1, "out"},
		{"suwayda-2025", "suwayda", "Busra al-Harir", 32.842, 36.341, 1, "near"},
		{"suwayda-2025", "suwayda", "Damascus", 33.513, 36.292, 5, "out"},
		{"israel-lebanon-2024", "south-of-litani", "Bint Jbeil", 33.119, 35.433, 0.5, "near"},
		{"israel-lebanon-2024", "south-of-litani", "Tibnin", 33.195, 35.405, 0.5, "in"},
		{"israel-lebanon-2024", "south-of-litani", "Nabatieh", 33.378, 35.484, 0.5, "out"},
		{"israel-lebanon-2024", "south-of-litani", "Sidon", 33.563, 35.369, 1, "out"},
		{"israel-lebanon-2024", "south-of-litani", "Haifa", 32.794, 34.990, 3, "out"},
		{"turkey-us-2019", "safe-zone", "Tal Abyad", 36.698, 38.957, 1, "near"},
		{"turkey-us-2019", "safe-zone", "open country in the middle", 36.57, 39.45, 1, "in"},
		{"turkey-us-2019", "safe-zone", "Kobani", 36.891, 38.354, 2, "out"},
		{"turkey-us-2019", "safe-zone", "Raqqa", 35.95, 39.01, 3, "out"},
		{"turkey-us-2019", "safe-zone", "Qamishli", 37.052, 41.227, 3, "out"},
	}
	for _, tt := range tests {
		z := pack(tt.pack).Zone(tt.zone)
		if z == nil {
			t.Fatalf("no zone %s in %s", tt.zone, tt.pack)
		}
		got := z.Test(Point{tt.lon, tt.lat}, tt.radius)
		if answer(got) != tt.want {
			t.Errorf("%s in %s: got %s with %.1f km to spare, want %s", tt.place, tt.zone, answer(got), got.MarginKM, tt.want)
		}
		if got.Inside != nil && got.MarginKM <= z.AccuracyKM {
			t.Errorf("%s: decided by geometry alone at %.1f km", tt.place, got.MarginKM)
		}
		if got.Why == "" || got.Zone != tt.zone {
			t.Errorf("%s: test without zone or reason: %+v", tt.place, got)
		}
	}
}

func answer(t ZoneTest) string {
	switch {
	case t.Inside == nil:
		return "near"
	case *t.Inside:
		return "in"
	}
	return "out"
}

// The way round of a ring must not turn the answer about.
func TestZoneIgnoresWinding(t *testing.T) {
	z := Zone{ID: "z", Name: "z", AccuracyKM: 1, Polygon: []Point{{10, 50}, {11, 50}, {11, 51}, {10, 51}, {10, 50}}}
	back := z
	back.Polygon = []Point{{10, 50}, {10, 51}, {11, 51}, {11, 50}, {10, 50}}
	for _, p := range []Point{{10.5, 50.5}, {9, 50.5}, {10.5, 52}, {11.001, 50.5}} {
		if a, b := answer(z.Test(p, 0)), answer(back.Test(p, 0)); a != b {
			t.Errorf("%v: %s one way round, %s the other", p, a, b)
		}
	}
}

func TestMarginIsDistanceLessRadius(t *testing.T) {
	z := Zone{ID: "z", Name: "z", AccuracyKM: 1, Polygon: []Point{{10, 0}, {12, 0}, {12, 2}, {10, 2}, {10, 0}}}
	got := z.Test(Point{9, 1}, 10)
	if math.Abs(got.MarginKM-101.2) > 0.2 || got.Inside == nil || *got.Inside {
		t.Errorf("a degree west with a radius of 10 km: %+v", got)
	}
	if got := z.Test(Point{9.95, 1}, 10); got.Inside != nil || got.MarginKM > -4 {
		t.Errorf("a circle across the border is decided: %+v", got)
	}
}
