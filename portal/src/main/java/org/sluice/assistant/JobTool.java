package org.sluice.assistant;

import org.springframework.ai.tool.definition.ToolDefinition;

/** Something the model may read of the one job that is spoken of. A tool reads; none can act. */
interface JobTool {
    ToolDefinition definition();

    /**
     * Writes what it reads into the block.
     *
     * @throws Arguments.Wrong when the arguments make no sense; the model is told why
     */
    void read(Arguments arguments, Looking looking, DataBlock into);
}
