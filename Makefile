# Repères : construire, lancer, vérifier. « make » seul donne la liste des cibles.
#
# Réglages, sur la ligne de commande : make run PORT=8081 CORPUS=/chemin/du/corpus
# L'environnement ne les change que sous les noms REPERES_* : HOST et PORT y ont souvent un autre sens.

HOST   = $(or $(REPERES_HOST),127.0.0.1)
PORT   = $(or $(REPERES_PORT),8080)
CORPUS = $(or $(REPERES_CORPUS),corpus)
INDEX  = $(or $(REPERES_INDEX),index/reperes.sqlite)

REPERES = .build/release/reperes
SOURCES = Sources Tests Package.swift

# make run MODEL=0 : sans le modèle de sens, par les mots seuls.
ifeq ($(MODEL),0)
export REPERES_MODEL = none
endif

# La bibliothèque standard de Swift dans la commande même, là où la chaîne d’outils a de quoi : « serve » s’ouvre plus vite, et
# prend 4 Mo de moins.
RUNTIME = $(shell swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
STATIC  = $(if $(and $(wildcard $(RUNTIME)_static/linux/libswiftCore.a),$(wildcard $(RUNTIME)/../../bin/ld.lld)),\
          --static-swift-stdlib -Xswiftc -use-ld=lld)

# Options de « swift test », par exemple : make test TEST="--filter AnalysisTests"
TEST =

# Options de Benchmarks/run, par exemple : make bench BENCH=--quick, make bench BENCH="--corpus DOSSIER"
BENCH =

.DEFAULT_GOAL := help
.PHONY: help setup model build index run test lint format evaluate bench clean

help: ## Affiche cette liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## Installe les bibliothèques et le modèle qui manquent
	@scripts/setup
	@scripts/model

model: ## Télécharge et prépare le modèle de sens
	@scripts/model

build: setup ## Construit la commande reperes
	swift build -c release --product reperes $(STATIC)

# Le statut 65 dit que des fiches sont refusées : toutes les autres sont indexées, on continue.
index: build ## Indexe le corpus
	@$(REPERES) index --corpus "$(CORPUS)" --index "$(INDEX)" || [ $$? -eq 65 ]

run: index ## Construit, indexe et ouvre le service sur http://127.0.0.1:8080
	@exec $(REPERES) serve --host "$(HOST)" --port "$(PORT)" --index "$(INDEX)"

test: setup ## Lance tous les tests
	@scripts/setup-tests
	swift test --disable-xctest $(TEST)

lint: ## Vérifie le style du code
	swift format lint --strict --recursive $(SOURCES)

format: ## Met le code en forme
	swift format --in-place --recursive $(SOURCES)

evaluate: index ## Mesure la pertinence sur les requêtes jugées
	@$(REPERES) evaluate --index "$(INDEX)" \
		--queries corpus/evaluation/queries.jsonl --qrels corpus/evaluation/qrels/test.tsv

bench: build ## Mesure la vitesse, à côté de Tantivy, FTS5 et Datasette
	@Benchmarks/run --reperes $(REPERES) $(BENCH)

clean: ## Efface ce qui a été construit, index compris
	rm -rf .build .venv
	find index -type f ! -name .gitignore -delete
