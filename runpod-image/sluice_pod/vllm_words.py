"""Run by vLLM's own Python: whether the installed vLLM takes the words of `vllm serve` that are its arguments. No GPU is needed."""

import sys


def main(words: list[str]) -> int:
    import vllm
    import vllm.platforms
    from vllm.platforms.cpu import CpuPlatform

    # where an image is built there is no GPU, and vLLM's defaults ask for the device
    vllm.platforms._current_platform = CpuPlatform()
    from vllm.entrypoints.openai.cli_args import make_arg_parser
    from vllm.reasoning import ReasoningParserManager
    from vllm.tool_parsers import ToolParserManager
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    try:
        given = make_arg_parser(FlexibleArgumentParser(prog="vllm serve")).parse_args(words)
    except SystemExit as refused:
        print(f"vLLM {vllm.__version__} does not take the words above; pin a version that does in VLLM_VERSION", file=sys.stderr)
        return int(refused.code or 0)
    parsers = {"--tool-call-parser": (ToolParserManager.get_tool_parser, given.tool_call_parser),
               "--reasoning-parser": (ReasoningParserManager.get_reasoning_parser, given.reasoning_parser)}
    for flag, (get, name) in parsers.items():
        try:
            if name:
                get(name)
        except (KeyError, ImportError) as lacking:
            print(f"vLLM {vllm.__version__} has no {flag} {name} ({lacking}); pin a version that has it in VLLM_VERSION", file=sys.stderr)
            return 1
    print(f"vLLM {vllm.__version__} takes {' '.join(words)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
