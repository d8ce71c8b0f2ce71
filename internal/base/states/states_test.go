package states_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/states"
	"github.com/trucewatch/trucewatch/packs"
)

func in(list string) fstest.MapFS {
	return fstest.MapFS{"en/names/states.txt": {Data: []byte(list)}}
}

func TestLoad(t *testing.T) {
	got, err := states.Load(in("# Lands of a story.\nrule en.names.state\n\nRuritania; the Kingdom | Ruritanian; Ruritanians | Strelsau?\nUpper Dorn | |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []states.State{
		{
			ID: "ruritania", Names: []states.Name{{Text: "Ruritania"}, {Text: "the Kingdom"}},
			Nationals: []states.Name{{Text: "Ruritanian"}, {Text: "Ruritanians"}}, Capitals: []states.Name{{Text: "Strelsau", Ordinary: true}},
		},
		{ID: "upper-dorn", Names: []states.Name{{Text: "Upper Dorn"}}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if d := cmp.Diff([]string{"Ruritania", "the Kingdom"}, states.Texts(got[0].Names)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestBrokenLinesAreTold has no line passed over in silence.
func TestBrokenLinesAreTold(t *testing.T) {
	for list, want := range map[string]string{
		"Ruritania | Ruritanian":                      "states.txt:1: 2 columns",
		"# x\nRuritania | a | b | c":                  "states.txt:2: 4 columns",
		"yes somewhere":                               "states.txt:1: 1 columns",
		" | Ruritanian | Strelsau":                    "states.txt:1: no name",
		"Ruritania; ; the Kingdom | a | b":            "states.txt:1: a name is empty",
		"Ruritania | a | b\n\nRuritania; Dorn | c | ": "states.txt:3: ruritania stands in line 1",
	} {
		if _, err := states.Load(in(list)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", list, err, want)
		}
	}
	if _, err := states.Load(fstest.MapFS{}); err == nil {
		t.Error("no list is no fault")
	}
}

func TestPack(t *testing.T) {
	all, err := states.Load(packs.FS)
	if err != nil || len(all) < 190 {
		t.Errorf("%d states, %v", len(all), err)
	}
}
