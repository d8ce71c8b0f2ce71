// Command names trains the statistical part of the name finder on texts whose
// licence allows it: GUM without its closed genres (annotations CC BY 4.0), the
// development part of UNER English-EWT (CC BY-SA 4.0) and wikigold (CC BY 4.0).
// It is deterministic and needs about a minute on one core.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/lang/weights"
	"github.com/trucewatch/trucewatch/packs"
)

func main() {
	data := flag.String("data", "../shared/data", "folder with treebanks and ner")
	out := flag.String("out", "internal/lang/names/weights.bin", "file to write")
	epochs := flag.Int("epochs", 9, "rounds over the examples")
	admit := flag.Int("admit", 2, "updates before a feature counts")
	threshold := flag.Float64("threshold", 0.1, "smallest averaged weight to keep")
	copies := flag.Int("copies", 2, "copies of the examples with other names put in")
	only := flag.Bool("measure", false, "do not train; measure the weights that are built in")
	flag.Parse()
	if *only {
		finder, err := names.Load(packs.FS)
		if err == nil {
			err = measure(finder, *data)
		}
		if err != nil {
			log.Fatal(err)
		}
		return
	}
	settings := names.Settings{Epochs: *epochs, Folds: 4, Admit: *admit, Threshold: *threshold, Seed: 1}
	if err := run(*data, *out, *copies, settings); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string, copies int, settings names.Settings) error {
	examples, err := readAll(data)
	if err != nil {
		return err
	}
	log.Printf("%d sentences", len(examples))
	examples = append(examples, renamed(examples, copies)...)
	clusters, err := lexis.ReadClusters(weights.Clusters)
	if err != nil {
		return err
	}
	finder, err := names.Load(packs.FS)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := finder.Train(&b, clusters, examples, settings, func(s string) { log.Print(s) }); err != nil {
		return err
	}
	log.Printf("%s: %d bytes", out, b.Len())
	return os.WriteFile(out, b.Bytes(), 0o644)
}
