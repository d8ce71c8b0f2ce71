package claims_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/claims"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

func dictionary(t *testing.T, text string) claims.Dictionary {
	t.Helper()
	d, err := claims.ReadDictionary(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestGolden(t *testing.T) {
	codes := dictionary(t, "Kesh front,KSH\nIlse Mahren,MRL-GOV\n")
	got := string(claims.Bytes(claims.New("a 1", outputtest.Placed(), codes)))
	golden.Compare(t, "placed.jsonl", got)
	if strings.Count(got, "\n") != 1 {
		t.Error("it is not one line")
	}
}

func TestLines(t *testing.T) {
	for _, r := range []record.Record{outputtest.Record(), outputtest.Hostile(), {}} {
		line := claims.Bytes(claims.New("x", r, claims.Dictionary{}))
		var back struct {
			ID         string
			Events     []record.Event
			Statements []record.Statement
			Figures    []record.Figure
		}
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatal(err)
		}
		if back.ID != "x" || len(back.Events) != len(r.Events) || len(back.Statements) != len(r.Statements) || len(back.Figures) != len(r.Figures) {
			t.Errorf("of %d events, %d statements and %d figures came back %+v", len(r.Events), len(r.Statements), len(r.Figures), back)
		}
		if strings.Contains(string(line), ":null,\"recipients\"") && !strings.Contains(string(line), `"actor_codes":[`) {
			t.Error("a list is null")
		}
	}
	if got, want := string(claims.Bytes(claims.Fault{Line: 3, Error: "no \"text\""})), `{"id":null,"line":3,"error":"no \"text\""}`+"\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDictionary(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		names      []string
		fault      string
	}{
		{"tabs", "Syria\tSYR\nHTS\tSYRREB\n", []string{"Syria", "HTS"}, ""},
		{"commas", "name,code\n\"Group, The\",GRP\n", []string{"Group, The"}, ""},
		{"header with tabs", "Name\tCode\nSyria\tSYR", []string{"Syria"}, ""},
		{"a comma within tabs", "Group, The\tGRP\n", []string{"Group, The"}, ""},
		{"comments and empty lines", "# mine\n\nSyria\tSYR\n\n# more\n", []string{"Syria"}, ""},
		{"mark at the beginning", "\ufeffSyria\tSYR\r\nIran\tIRN\r\n", []string{"Syria", "Iran"}, ""},
		{"the same twice", "Syria\tSYR\nSYRIA\tSYR\n", []string{"Syria"}, ""},
		{"quotation marks", "the \"Blue\" Front\tBLU\n", []string{"the \"Blue\" Front"}, ""},
		{"empty", "", nil, ""},
		{"two codes", "Syria\tSYR\n\nsyria\tSY\n", nil, "line 3"},
		{"one column", "Syria\tSYR\nIran\n", nil, "line 2"},
		{"three columns", "Syria\tSYR\tx\n", nil, "line 1"},
		{"no code", "Syria\t\n", nil, "line 1"},
		{"no letters", "--\tX\n", nil, "line 1"},
	} {
		d, err := claims.ReadDictionary(strings.NewReader(tc.text))
		if tc.fault != "" {
			if err == nil || !strings.Contains(err.Error(), tc.fault) {
				t.Errorf("%s: %v, want a fault in %s", tc.name, err, tc.fault)
			}
			continue
		}
		if diff := cmp.Diff(tc.names, d.Names()); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", tc.name, err, diff)
		}
	}
}

func TestCodesOfActors(t *testing.T) {
	d := dictionary(t, "Al-Shâra Front\tSHA\nMaren\tMRN\n")
	for _, tc := range []struct {
		a    record.Actor
		want string
	}{
		{record.Actor{ID: "a", Name: "al Shara front"}, `"code":"SHA"`},
		{record.Actor{ID: "a", Name: "Ilse Maren", Aliases: []string{"Ilse Maren", "Maren"}}, `"code":"MRN"`},
		{record.Actor{ID: "a", Name: "Ilse Maren", Aliases: []string{"Ilse Maren"}}, `"code":null`},
	} {
		line := string(claims.Bytes(claims.New("x", record.Record{Actors: []record.Actor{tc.a}}, d)))
		if !strings.Contains(line, tc.want) {
			t.Errorf("%s: no %s in %s", tc.a.Name, tc.want, line)
		}
	}
}

func FuzzReadDictionary(f *testing.F) {
	for _, seed := range []string{"Syria\tSYR\n", "a,b\n\"c", "#\n\t\t\n", "name,code", "\ufeff\t", strings.Repeat("x", 5000) + ",y", "\"\n\"\t\"\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := claims.ReadDictionary(strings.NewReader(text))
		if err != nil && !strings.HasPrefix(err.Error(), "reading the dictionary of actors: ") {
			t.Error(err)
		}
		for _, n := range d.Names() {
			if strings.TrimSpace(n) == "" {
				t.Errorf("%q is a name", n)
			}
		}
	})
}
